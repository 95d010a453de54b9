/** 223.130.195.200, one of naver.com's addresses when the note was written: answers an unknown Host with a redirect. */
import type { MockedHost } from "../mocked-host.ts";

const page = [
  "<html>",
  "<head><title>302 Found</title></head>",
  "<body>",
  "<center><h1>302 Found</h1></center>",
  "<hr><center> NWS </center>",
  "</body>",
  "</html>",
  "",
];

export const naver: { readonly address: string; readonly host: MockedHost } = {
  address: "223.130.195.200",
  host: {
    port: 80,
    status: 302,
    statusText: "Moved Temporarily",
    headers: {
      "Content-Type": "text/html",
      Location: "https://www.naver.com/",
      Vary: "Accept-Encoding,User-Agent",
      "Referrer-Policy": "unsafe-url",
      "Transfer-Encoding": "chunked",
      Server: "NWS",
    },
    body: page.join("\r\n"),
    names: ["naver.com", "www.naver.com"],
  },
};
