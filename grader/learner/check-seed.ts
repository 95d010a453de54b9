/** The seed of the clusters on which a learner's own answer is judged: the same each time, so that they can look into what happened. */
export const CHECK_SEED = 1;
