"""What is shown while no office is open: welcome, a new office, the lock."""
