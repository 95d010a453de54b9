/** nginxdemos/hello: nginx with a page that says which server answered; `plain-text` says it without HTML (80). Known from its source. */
import { alpineCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";
import { defaultFiles } from "./nginx/default-files.ts";
import { nginxPrograms } from "./nginx/program.ts";

const CONF = "/etc/nginx/conf.d/hello.conf";

const HTML_CONF = `server {
    listen 80;
    listen [::]:80;

    root /usr/share/nginx/html;
    try_files /index.html =404;

    expires -1;

    sub_filter_once off;
    sub_filter 'server_hostname' '$hostname';
    sub_filter 'server_address' '$server_addr:$server_port';
    sub_filter 'server_url' '$request_uri';
    sub_filter 'server_date' '$time_local';
    sub_filter 'request_id' '$request_id';
}
`;

const TEXT_CONF = `server {
    listen 80;
    listen [::]:80;

    location / {
        default_type text/plain;
        expires -1;
        return 200 'Server address: $server_addr:$server_port\\nServer name: $hostname\\nDate: $time_local\\nURI: $request_uri\\nRequest ID: $request_id\\n';
    }
}
`;

/** The real page has a picture and a style besides. */
const PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Hello World</title>
</head>
<body>
<div class="info">
<p><span>Server&nbsp;address:</span> <span>server_address</span></p>
<p><span>Server&nbsp;name:</span> <span>server_hostname</span></p>
<p class="smaller"><span>Date:</span> <span>server_date</span></p>
<p class="smaller"><span>URI:</span> <span>server_url</span></p>
</div>
<div id="footer">
Request ID: request_id<br/>
</div>
</body>
</html>
`;

const { "/etc/nginx/conf.d/default.conf": _, ...base } = defaultFiles;

export const nginxHello: Image = {
  repository: "nginxdemos/hello",
  aliases: ["nginxdemos/nginx-hello"],
  tags: ["latest", "plain-text", /^0\.[1-4](?:-plain-text)?$/, "nginx-hello"],
  entrypoint: ["/docker-entrypoint.sh"],
  cmd: ["nginx", "-g", "daemon off;"],
  programs: nginxPrograms,
  workingDir: "/",
  commands: [...alpineCommands, "curl", "envsubst"],
  packaged: ["curl", "envsubst"],
  curlVersion: "8.14.1",
  flavour: "busybox",
  files: { ...base, [CONF]: HTML_CONF, "/usr/share/nginx/html/index.html": PAGE },
  variant: (tag) => (tag.includes("plain-text") ? { files: { ...base, [CONF]: TEXT_CONF } } : {}),
  sizeBytes: 20_612_941,
};
