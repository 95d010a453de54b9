/** What a submission says that its learner predicted in notebooks. */
export const predictions = `
alter table submissions add column predictions text not null default '[]';
`;
