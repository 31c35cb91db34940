"""The explore page in parts: what is asked, its table and charts, clicks, and named views."""
