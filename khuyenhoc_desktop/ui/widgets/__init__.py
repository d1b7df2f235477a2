"""The widgets that all pages share. None of them knows a service; what they need is handed to them."""
