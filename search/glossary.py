def expansions(asked):
    return {}
