"""What people look at: a static site, a live server and a report, over one portfolio."""
