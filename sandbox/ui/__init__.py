"""What every page is made of: layouts, stylesheet, forms drawn from actions, lists, and the screen that pages read."""
