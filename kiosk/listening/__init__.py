"""What sounds now and next: the pure reducer, its one thread, and the engine in a process of its own."""
