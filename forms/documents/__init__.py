"""Documents of this floor: the register of proposals, and what outcome reports and recommendations say of them."""
