/** The commands on data. Known from their documentation. Leaves out what `LEFT_OUT` names. */
import type { Database, Value } from "./database.ts";
import { OK, type Reply } from "./protocol.ts";

const WRONG_TYPE: Reply = { error: "WRONGTYPE Operation against a key holding the wrong kind of value" };
const NO_INTEGER: Reply = { error: "ERR value is not an integer or out of range" };
const NO_FLOAT: Reply = { error: "ERR value is not a valid float" };
const SYNTAX: Reply = { error: "ERR syntax error" };

type Command = readonly [
  least: number,
  most: number,
  run: (store: Database, args: readonly string[]) => Reply,
];

const MANY = Number.POSITIVE_INFINITY;
const isInteger = (text: string | undefined): boolean => /^-?\d{1,19}$/.test(text ?? "");

function text(store: Database, key: string, use: (value: string | undefined) => Reply): Reply {
  const value = store.entry(key)?.value;
  return value === undefined || typeof value === "string" ? use(value) : WRONG_TYPE;
}

function list(store: Database, key: string, use: (values: string[]) => Reply): Reply {
  const value = store.entry(key)?.value ?? [];
  return Array.isArray(value) ? use(value) : WRONG_TYPE;
}

function members(store: Database, key: string, use: (values: Set<string>) => Reply): Reply {
  const value = store.entry(key)?.value ?? new Set<string>();
  return value instanceof Set ? use(value) : WRONG_TYPE;
}

function fields(store: Database, key: string, use: (values: Map<string, string>) => Reply): Reply {
  const value = store.entry(key)?.value ?? new Map<string, string>();
  return value instanceof Map ? use(value) : WRONG_TYPE;
}

function add(store: Database, key: string, by: string | undefined, sign = 1): Reply {
  return text(store, key, (value = "0") => {
    if (!isInteger(by) || !isInteger(value)) return NO_INTEGER;
    const sum = Number(value) + sign * Number(by);
    store.replace(key, String(sum));
    return sum;
  });
}

/** SET KEY VALUE [NX|XX] [GET] [EX s|PX ms|EXAT s|PXAT ms|KEEPTTL]. */
function set(store: Database, [key = "", value = "", ...options]: readonly string[]): Reply {
  const before = store.entry(key);
  let expiresAt: number | undefined;
  const flags = new Set<string>();
  for (let at = 0; at < options.length; at++) {
    const name = (options[at] as string).toUpperCase();
    if (["EX", "PX", "EXAT", "PXAT"].includes(name)) {
      const amount = options[++at];
      if (!isInteger(amount)) return amount === undefined ? SYNTAX : NO_INTEGER;
      if (Number(amount) <= 0) return { error: "ERR invalid expire time in 'set' command" };
      const ms = Number(amount) * (name.startsWith("EX") ? 1_000 : 1);
      expiresAt = name.endsWith("AT") ? ms : store.now() + ms;
    } else if (["NX", "XX", "GET", "KEEPTTL"].includes(name)) flags.add(name);
    else return SYNTAX;
  }
  if (flags.has("NX") && flags.has("XX")) return SYNTAX;
  if (flags.has("GET") && before !== undefined && typeof before.value !== "string") return WRONG_TYPE;
  const old = typeof before?.value === "string" ? before.value : null;
  const isAllowed = !(flags.has("NX") && before !== undefined) && !(flags.has("XX") && before === undefined);
  if (isAllowed) store.set(key, value, flags.has("KEEPTTL") ? before?.expiresAt : expiresAt);
  return flags.has("GET") ? old : isAllowed ? OK : null;
}

function expire(store: Database, [key = "", amount]: readonly string[], unitMs: number): Reply {
  const entry = store.entry(key);
  if (!isInteger(amount)) return NO_INTEGER;
  if (entry === undefined) return 0;
  entry.expiresAt = store.now() + Number(amount) * unitMs;
  store.entry(key);
  return 1;
}

function timeLeft(store: Database, key: string, unitMs: number): Reply {
  const entry = store.entry(key);
  if (entry === undefined) return -2;
  return entry.expiresAt === undefined ? -1 : Math.round((entry.expiresAt - store.now()) / unitMs);
}

function typeOf(value: Value | undefined): string {
  if (value === undefined) return "none";
  if (typeof value === "string") return "string";
  return Array.isArray(value) ? "list" : value instanceof Set ? "set" : "hash";
}

function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|]/g, "\\$&")
    .replaceAll("*", "[^]*")
    .replaceAll("?", "[^]");
  return new RegExp(`^${source}$`);
}

function push(store: Database, [key = "", ...added]: readonly string[], isLeft: boolean): Reply {
  return list(store, key, (values) => {
    const next = isLeft ? [...[...added].reverse(), ...values] : [...values, ...added];
    store.replace(key, next);
    return next.length;
  });
}

function pop(store: Database, [key = "", count]: readonly string[], isLeft: boolean): Reply {
  if (count !== undefined && !isInteger(count)) return NO_INTEGER;
  return list(store, key, (values) => {
    if (values.length === 0) return null;
    const wanted = Math.min(Number(count ?? 1), values.length);
    const taken = isLeft ? values.slice(0, wanted) : values.slice(values.length - wanted).reverse();
    store.replace(key, isLeft ? values.slice(wanted) : values.slice(0, values.length - wanted));
    return count === undefined ? (taken[0] ?? null) : taken;
  });
}

function range(values: readonly string[], from: string | undefined, to: string | undefined): Reply {
  if (!isInteger(from) || !isInteger(to)) return NO_INTEGER;
  const place = (at: number): number => (at < 0 ? Math.max(0, values.length + at) : at);
  const end = Number(to) < 0 ? values.length + Number(to) : Number(to);
  return values.slice(place(Number(from)), end + 1);
}

function setOnce(store: Database, key: string, value: string): Reply {
  store.set(key, value);
  return 1;
}

function clear(store: Database): Reply {
  store.clear();
  return OK;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  echo: [1, 1, (_, [said = ""]) => said],
  ping: [0, 1, (_, [said]) => said ?? { ok: "PONG" }],
  set: [2, MANY, set],
  get: [1, 1, (store, [key = ""]) => text(store, key, (value) => value ?? null)],
  getset: [
    2,
    2,
    (store, [key = "", next = ""]) =>
      text(store, key, (value) => {
        store.set(key, next);
        return value ?? null;
      }),
  ],
  getdel: [
    1,
    1,
    (store, [key = ""]) =>
      text(store, key, (value) => {
        store.delete(key);
        return value ?? null;
      }),
  ],
  setnx: [
    2,
    2,
    (store, [key = "", value = ""]) => (store.entry(key) === undefined ? setOnce(store, key, value) : 0),
  ],
  setex: [3, 3, (store, [key = "", seconds = "", value = ""]) => set(store, [key, value, "EX", seconds])],
  mset: [
    2,
    MANY,
    (store, args) => {
      if (args.length % 2 === 1) return { error: "ERR wrong number of arguments for 'mset' command" };
      for (let at = 0; at < args.length; at += 2) store.set(args[at] as string, args[at + 1] as string);
      return OK;
    },
  ],
  mget: [
    1,
    MANY,
    (store, keys) =>
      keys.map((key) => {
        const value = store.entry(key)?.value;
        return typeof value === "string" ? value : null;
      }),
  ],
  append: [
    2,
    2,
    (store, [key = "", more = ""]) =>
      text(store, key, (value = "") => {
        store.replace(key, value + more);
        return value.length + more.length;
      }),
  ],
  strlen: [1, 1, (store, [key = ""]) => text(store, key, (value = "") => value.length)],
  incr: [1, 1, (store, [key = ""]) => add(store, key, "1")],
  decr: [1, 1, (store, [key = ""]) => add(store, key, "1", -1)],
  incrby: [2, 2, (store, [key = "", by]) => add(store, key, by)],
  decrby: [2, 2, (store, [key = "", by]) => add(store, key, by, -1)],
  incrbyfloat: [
    2,
    2,
    (store, [key = "", by = ""]) =>
      text(store, key, (value = "0") => {
        const sum = Number(value) + Number(by);
        if (by === "" || Number.isNaN(sum)) return NO_FLOAT;
        store.replace(key, String(sum));
        return String(sum);
      }),
  ],
  del: [1, MANY, (store, keys) => keys.filter((key) => store.delete(key)).length],
  unlink: [1, MANY, (store, keys) => keys.filter((key) => store.delete(key)).length],
  exists: [1, MANY, (store, keys) => keys.filter((key) => store.entry(key) !== undefined).length],
  keys: [1, 1, (store, [pattern = ""]) => store.keys().filter((key) => glob(pattern).test(key))],
  scan: [
    1,
    MANY,
    (store, [, ...options]) => {
      const at = options.findIndex((option) => option.toUpperCase() === "MATCH");
      const pattern = glob(at < 0 ? "*" : (options[at + 1] ?? "*"));
      return ["0", store.keys().filter((key) => pattern.test(key))];
    },
  ],
  dbsize: [0, 0, (store) => store.keys().length],
  type: [1, 1, (store, [key = ""]) => ({ ok: typeOf(store.entry(key)?.value) })],
  rename: [
    2,
    2,
    (store, [from = "", to = ""]) => {
      const entry = store.entry(from);
      if (entry === undefined) return { error: "ERR no such key" };
      store.delete(from);
      store.set(to, entry.value, entry.expiresAt);
      return OK;
    },
  ],
  expire: [2, 3, (store, args) => expire(store, args, 1_000)],
  pexpire: [2, 3, (store, args) => expire(store, args, 1)],
  ttl: [1, 1, (store, [key = ""]) => timeLeft(store, key, 1_000)],
  pttl: [1, 1, (store, [key = ""]) => timeLeft(store, key, 1)],
  persist: [
    1,
    1,
    (store, [key = ""]) => {
      const entry = store.entry(key);
      if (entry?.expiresAt === undefined) return 0;
      delete entry.expiresAt;
      return 1;
    },
  ],
  flushall: [0, 1, clear],
  flushdb: [0, 1, clear],
  lpush: [2, MANY, (store, args) => push(store, args, true)],
  rpush: [2, MANY, (store, args) => push(store, args, false)],
  lpop: [1, 2, (store, args) => pop(store, args, true)],
  rpop: [1, 2, (store, args) => pop(store, args, false)],
  llen: [1, 1, (store, [key = ""]) => list(store, key, (values) => values.length)],
  lindex: [
    2,
    2,
    (store, [key = "", at = ""]) =>
      list(store, key, (values) => (isInteger(at) ? (values.at(Number(at)) ?? null) : NO_INTEGER)),
  ],
  lrange: [3, 3, (store, [key = "", from, to]) => list(store, key, (values) => range(values, from, to))],
  sadd: [
    2,
    MANY,
    (store, [key = "", ...added]) =>
      members(store, key, (values) => {
        const next = new Set([...values, ...added]);
        store.replace(key, next);
        return next.size - values.size;
      }),
  ],
  srem: [
    2,
    MANY,
    (store, [key = "", ...gone]) =>
      members(store, key, (values) => {
        const next = new Set([...values].filter((value) => !gone.includes(value)));
        store.replace(key, next);
        return values.size - next.size;
      }),
  ],
  smembers: [1, 1, (store, [key = ""]) => members(store, key, (values) => [...values])],
  sismember: [
    2,
    2,
    (store, [key = "", value = ""]) => members(store, key, (values) => Number(values.has(value))),
  ],
  scard: [1, 1, (store, [key = ""]) => members(store, key, (values) => values.size)],
  hset: [
    3,
    MANY,
    (store, [key = "", ...pairs]) =>
      fields(store, key, (values) => {
        if (pairs.length % 2 === 1) return { error: "ERR wrong number of arguments for 'hset' command" };
        const next = new Map(values);
        for (let at = 0; at < pairs.length; at += 2) next.set(pairs[at] as string, pairs[at + 1] as string);
        store.replace(key, next);
        return next.size - values.size;
      }),
  ],
  hget: [2, 2, (store, [key = "", name = ""]) => fields(store, key, (values) => values.get(name) ?? null)],
  hgetall: [1, 1, (store, [key = ""]) => fields(store, key, (values) => [...values].flat())],
  hdel: [
    2,
    MANY,
    (store, [key = "", ...names]) =>
      fields(store, key, (values) => {
        const next = new Map([...values].filter(([name]) => !names.includes(name)));
        store.replace(key, next);
        return values.size - next.size;
      }),
  ],
  hexists: [2, 2, (store, [key = "", name = ""]) => fields(store, key, (values) => Number(values.has(name)))],
  hkeys: [1, 1, (store, [key = ""]) => fields(store, key, (values) => [...values.keys()])],
  hvals: [1, 1, (store, [key = ""]) => fields(store, key, (values) => [...values.values()])],
  hlen: [1, 1, (store, [key = ""]) => fields(store, key, (values) => values.size)],
  hincrby: [
    3,
    3,
    (store, [key = "", name = "", by = ""]) =>
      fields(store, key, (values) => {
        const sum = Number(values.get(name) ?? 0) + Number(by);
        if (!isInteger(by) || Number.isNaN(sum)) return NO_INTEGER;
        store.replace(key, new Map(values).set(name, String(sum)));
        return sum;
      }),
  ],
};

/** What the real redis knows besides. */
const LEFT_OUT = new Set(
  `acl bgrewriteaof bgsave bitcount bitfield bitop bitpos blmove blpop brpop bzpopmax bzpopmin cluster copy debug discard dump
  eval evalsha exec expireat failover fcall function geoadd geodist geohash geopos georadius geosearch getbit getex getrange
  hincrbyfloat hmget hmset hrandfield hscan hsetnx hstrlen latency lcs linsert lmove lmpop lpos lpushx lrem lset ltrim memory migrate
  module monitor move multi object pexpireat pfadd pfcount pfmerge psetex psubscribe psync publish pubsub punsubscribe randomkey
  renamenx replicaof reset restore rpoplpush rpushx script sdiff sdiffstore setbit setrange shutdown sinter sinterstore slaveof
  slowlog smismember smove sort spop spublish srandmember sscan ssubscribe subscribe substr sunion sunionstore swapdb touch
  unsubscribe unwatch wait watch xack xadd xclaim xdel xgroup xinfo xlen xpending xrange xread xreadgroup xrevrange xtrim zadd
  zcard zcount zdiff zincrby zinter zlexcount zmscore zpopmax zpopmin zrange zrangebylex zrangebyscore zrank zrem
  zremrangebyrank zremrangebyscore zrevrange zrevrangebyscore zrevrank zscan zscore zunion`.split(/\s+/),
);

/** Runs a command on data. */
export function execute(store: Database, [name = "", ...args]: readonly string[]): Reply {
  const lower = name.toLowerCase();
  const command = Object.hasOwn(COMMANDS, lower) ? COMMANDS[lower] : undefined;
  if (command === undefined) {
    if (LEFT_OUT.has(lower))
      return { error: `ERR the command '${lower}' of the real redis is not part of this simulation` };
    const begun = args.map((arg) => `'${arg}' `).join("");
    return { error: `ERR unknown command '${name}', with args beginning with: ${begun}` };
  }
  const [least, most, run] = command;
  if (args.length < least || args.length > most)
    return { error: `ERR wrong number of arguments for '${lower}' command` };
  return run(store, args);
}
