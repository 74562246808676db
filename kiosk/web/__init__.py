"""What people see and touch: pages for residents, staff and family."""
