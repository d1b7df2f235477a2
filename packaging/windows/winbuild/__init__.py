"""Makes the Windows program on Debian: a folder that runs, its installer, a portable zip; tries them under Wine.

`python dev.py windows` starts it; docs/windows.md tells how it hangs together.
"""
