kubectl patch deployment store -p '{"spec":{"template":{"spec":{"containers":[{"name":"store","image":"docker.io/gasbugs/http-go:v2"}]}}}}'
