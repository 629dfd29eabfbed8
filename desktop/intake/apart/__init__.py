"""Files from outside that could be hostile (pictures, PDFs) are opened in a process of their own, with limits.

`caller` starts that process and hears it, `helper` runs in it, `limits` ties its hands, `pixels` and `codes` open the
file there. Only pixels and the texts of codes come back: whatever a file did to its reader stays with the reader.
"""
