"""The pages of the weeks by name, in their order, with their headings: for plain mode and the command line."""

PAGE_HEADS = {
    "calendar": "Calendar",
    "pain": "Pain",
    "doses": "Doses",
    "running": "Running",
    "with": "What goes with what",
    "measures": "What matters to you",
}
PAGES = tuple(PAGE_HEADS)
