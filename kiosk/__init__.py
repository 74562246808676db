"""A reminiscence music kiosk for care homes."""
