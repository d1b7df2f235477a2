"""The rescue screen: a damaged commune file is read page by page, and the officer chooses what to go on with."""
