/**
 * The directives that nginx knows: which of them do something here, which change nothing that a client could see, and
 * which are left out. Names, contexts and numbers of arguments from its documentation.
 */

/** Where a directive may stand: `main`, `http`, `server` ... */
export type Context = "main" | "events" | "http" | "server" | "location" | "upstream" | "if" | "types";

export interface Known {
  readonly contexts: readonly Context[];
  readonly least: number;
  readonly most: number;
  readonly isBlock: boolean;
}

const CONTEXTS: Readonly<Record<string, Context>> = {
  m: "main",
  e: "events",
  h: "http",
  s: "server",
  l: "location",
  u: "upstream",
  i: "if",
};

/** NAME CONTEXTS ARGUMENTS; `{}` is a block. */
const FOLLOWED = `
  events m 0{} http m 0{} server h 0{} server u 1+ upstream h 1{} location sl 1-2{} types hsl 0{} include mehslu 1
  listen s 1+ server_name s 1+ root hsli 1 alias l 1 index hsl 1+ try_files sl 2+ return sli 1-2 rewrite sli 2-3 set sli 2
  internal l 0 default_type hsl 1 add_header hsli 2-3 expires hsli 1-2 error_page hsli 2+ server_tokens hsl 1 error_log mhsl 1-2
  access_log hsli 1+ log_format h 2+ allow hsl 1 deny hsl 1 sub_filter hsl 2 sub_filter_once hsl 1 resolver hsl 1+
  proxy_pass li 1 proxy_set_header hsl 2 proxy_connect_timeout hsl 1 proxy_read_timeout hsl 1 proxy_next_upstream hsl 1+
  proxy_pass_request_headers hsl 1 proxy_intercept_errors hsl 1 proxy_hide_header hsl 1 proxy_method hsl 1
  ip_hash u 0 least_conn u 0 keepalive_timeout hsl 1-2 keepalive_requests hslu 1 ssl_certificate hs 1 ssl_certificate_key hs 1`;

/** What changes memory, speed or a connection's details, and no answer. */
const WITHOUT_EFFECT = `
  user m 1-2 worker_processes m 1 worker_rlimit_nofile m 1 worker_priority m 1 pid m 1 daemon m 1 master_process m 1
  pcre_jit m 1 worker_shutdown_timeout m 1 load_module m 1 env m 1 lock_file m 1 worker_cpu_affinity m 1+ timer_resolution m 1
  worker_connections e 1 multi_accept e 1 use e 1 accept_mutex e 1 accept_mutex_delay e 1 debug_connection e 1
  sendfile hsli 1 sendfile_max_chunk hsl 1 tcp_nopush hsl 1 tcp_nodelay hsl 1 aio hsl 1 directio hsl 1 output_buffers hsl 2
  keepalive_disable hsl 1+ reset_timedout_connection hsl 1 send_timeout hsl 1 lingering_close hsl 1
  lingering_time hsl 1 lingering_timeout hsl 1 client_body_buffer_size hsl 1 client_body_timeout hsl 1 client_body_temp_path hsl 1+
  client_header_buffer_size hs 1 client_header_timeout hs 1 client_max_body_size hsl 1 large_client_header_buffers hs 2
  types_hash_max_size hsl 1 types_hash_bucket_size hsl 1 server_names_hash_max_size h 1 server_names_hash_bucket_size h 1
  variables_hash_max_size h 1 variables_hash_bucket_size h 1 open_file_cache hsl 1-2 open_file_cache_valid hsl 1
  open_file_cache_min_uses hsl 1 open_file_cache_errors hsl 1 log_not_found hsl 1 log_subrequest hsl 1 rewrite_log hsli 1
  gzip hsli 1 gzip_types hsl 1+ gzip_comp_level hsl 1 gzip_min_length hsl 1 gzip_proxied hsl 1+ gzip_vary hsl 1 gzip_disable hsl 1+
  gzip_buffers hsl 2 gzip_http_version hsl 1 charset hsli 1 charset_types hsl 1+ etag hsl 1 if_modified_since hsl 1
  autoindex_exact_size hsl 1 autoindex_localtime hsl 1 autoindex_format hsl 1 port_in_redirect hsl 1 merge_slashes hs 1
  underscores_in_headers hs 1 ignore_invalid_headers hs 1 resolver_timeout hsl 1 uninitialized_variable_warn hsli 1
  sub_filter_types hsl 1+ sub_filter_last_modified hsl 1 chunked_transfer_encoding hsl 1 max_ranges hsl 1
  proxy_http_version hsl 1 proxy_buffering hsl 1 proxy_buffers hsl 2 proxy_buffer_size hsl 1 proxy_busy_buffers_size hsl 1
  proxy_temp_path hsl 1+ proxy_temp_file_write_size hsl 1 proxy_max_temp_file_size hsl 1 proxy_send_timeout hsl 1
  proxy_request_buffering hsl 1 proxy_headers_hash_max_size hsl 1 proxy_headers_hash_bucket_size hsl 1 proxy_redirect hsl 1-2
  proxy_ignore_client_abort hsl 1 proxy_next_upstream_timeout hsl 1 proxy_next_upstream_tries hsl 1 proxy_socket_keepalive hsl 1
  proxy_cache_bypass hsl 1+ proxy_no_cache hsl 1+ proxy_pass_request_body hsl 1 proxy_pass_header hsl 1
  keepalive u 1 keepalive_time hslu 1 zone u 1-2 random u 0-2 hash u 1-2 satisfy hsl 1 ssl_protocols hs 1+ ssl_ciphers hs 1 ssl_session_cache hs 1-2
  ssl_session_timeout hs 1 ssl_session_tickets hs 1 ssl_prefer_server_ciphers hs 1 ssl_dhparam hs 1 ssl_ecdh_curve hs 1
  ssl_buffer_size hs 1 ssl_stapling hs 1 ssl_stapling_verify hs 1 ssl_trusted_certificate hs 1 ssl_early_data hs 1 map_hash_bucket_size h 1 map_hash_max_size h 1`;

/** What would change answers, and is left out. */
const LEFT_OUT = new Set(
  `if map geo split_clients stream mail limit_except limit_req limit_req_zone limit_req_status limit_conn limit_conn_zone
  limit_rate limit_rate_after auth_basic auth_basic_user_file auth_request auth_request_set auth_jwt autoindex stub_status
  mirror break empty_gif random_index secure_link secure_link_md5 referer_hash_max_size valid_referers userid addition_types
  add_before_body add_after_body add_trailer image_filter xslt_stylesheet ssi perl perl_set js_import js_content js_set
  fastcgi_pass fastcgi_param fastcgi_index fastcgi_split_path_info fastcgi_read_timeout fastcgi_buffers uwsgi_pass uwsgi_param
  scgi_pass memcached_pass grpc_pass grpc_set_header http2 http3 quic_retry ssl ssl_client_certificate ssl_verify_client
  ssl_verify_depth ssl_preread proxy_ssl_verify proxy_ssl_server_name proxy_ssl_name proxy_ssl_certificate proxy_ssl_certificate_key
  proxy_ssl_trusted_certificate proxy_ssl_protocols proxy_ssl_session_reuse proxy_cache proxy_cache_path proxy_cache_key
  proxy_cache_valid proxy_cache_use_stale proxy_cache_lock proxy_cache_methods proxy_cache_min_uses proxy_store proxy_bind
  proxy_set_body proxy_limit_rate proxy_cookie_path proxy_cookie_domain proxy_cookie_flags proxy_protocol proxy_timeout
  real_ip_header real_ip_recursive set_real_ip_from absolute_redirect server_name_in_redirect disable_symlinks dav_methods
  create_full_put_path flv mp4 gunzip gzip_static open_log_file_cache slice sticky state queue health_check
  upstream_conf api status least_time ntlm match thread_pool working_directory debug_points google_perftools_profiles
  otel_exporter otel_trace brotli more_set_headers post_action read_ahead recursive_error_pages msie_padding msie_refresh
  override_charset source_charset charset_map ancient_browser modern_browser client_body_in_file_only
  client_body_in_single_buffer connection_pool_size request_pool_size subrequest_output_buffer_size postpone_output
  worker_aio_requests ssl_engine lingering_timeout_ geoip_country geoip_city`.split(/\s+/),
);

const known = new Map<string, Known[]>();
for (const [, name = "", contexts = "", least = "", range, block] of `${FOLLOWED}${WITHOUT_EFFECT}`.matchAll(
  /(\w+) ([mehslui]+) (\d+)(\+|-\d+)?(\{\})?/g,
)) {
  const most = range === undefined ? Number(least) : range === "+" ? 2_048 : Number(range.slice(1));
  const entry = {
    contexts: [...contexts].map((letter) => CONTEXTS[letter] as Context),
    least: Number(least),
    most,
    isBlock: block !== undefined,
  };
  known.set(name, [...(known.get(name) ?? []), entry]);
}

export function knownDirectives(name: string): readonly Known[] {
  return known.get(name) ?? [];
}

/** Whether the real nginx has a directive that this one lacks. */
export function isLeftOut(name: string): boolean {
  return LEFT_OUT.has(name);
}
