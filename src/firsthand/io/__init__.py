"""Where firsthand meets the outside: fetching addresses that the user gives."""
