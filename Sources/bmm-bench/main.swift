print("bmm-bench")
