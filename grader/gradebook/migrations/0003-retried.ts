/** Why a result is of a second grading, alone in a process; null where the first one counts, and before anybody asked. */
export const retried = `
alter table results add column retried text;
`;
