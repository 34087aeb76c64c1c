"""The screens of the staff: a council's meetings, and what the ministry records for the whole country."""
