/** Two seeds, so that an answer that passes `check` only with the addresses and names of one cluster does not pass `grade`. */
export const CHECK_SEED = 1;
export const GRADE_SEED = 2;
