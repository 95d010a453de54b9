/** The first tables. A text column that is '' says: none. */
export const first = `
create table learners (
  learner text primary key,
  person text,
  paths text not null,
  word text unique
) strict;

create table settings (
  name text primary key,
  value text not null
) strict;

create table gradings (
  id integer primary key autoincrement,
  startedAt text not null,
  seed integer not null,
  graderVersion text not null,
  courseHash text not null
) strict;

create table submissions (
  id integer primary key autoincrement,
  learner text not null references learners (learner),
  sha256 text not null,
  submittedAt text,
  dueAt text,
  notes text not null,
  seenAt text not null,
  unique (learner, sha256)
) strict;

create table results (
  id integer primary key autoincrement,
  submission integer not null references submissions (id),
  exercise text not null,
  exerciseSha256 text not null,
  seed integer not null,
  lang text not null,
  status text not null,
  result text not null,
  judgedIn integer not null references gradings (id),
  usedIn integer not null references gradings (id),
  unique (submission, exercise, exerciseSha256, seed, lang)
) strict;

create table overrides (
  id integer primary key autoincrement,
  learner text not null references learners (learner),
  exercise text not null,
  "check" text not null,
  points real not null,
  reason text not null,
  givenAt text not null,
  clearedAt text
) strict;
create unique index overrideInForce on overrides (learner, exercise, "check") where clearedAt is null;

create table comments (
  id integer primary key autoincrement,
  learner text not null references learners (learner),
  exercise text not null,
  "check" text not null,
  comment text not null,
  givenAt text not null,
  clearedAt text
) strict;

create table publications (
  id integer primary key autoincrement,
  publishedAt text not null
) strict;

create table published (
  publication integer not null references publications (id),
  learner text not null references learners (learner),
  standing text not null,
  primary key (publication, learner)
) strict;
`;
