// Answers every request with the same list of files; prints its port.
import { createServer } from "node:http";

const body = JSON.stringify({
  kind: "drive#fileList",
  files: Array.from({ length: 10 }, (_, index) => ({
    id: `file-${index}`,
    name: `Report ${index}.pdf`,
    mimeType: "application/pdf",
  })),
});
const server = createServer((_request, response) => {
  response.writeHead(200, {
    "content-type": "application/json; charset=UTF-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
