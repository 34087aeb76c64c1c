"""What everybody reads: the schedule, a meeting, its ranked questions, and the frozen reports."""
