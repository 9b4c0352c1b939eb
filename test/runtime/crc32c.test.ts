import { expect, test } from "vitest";
import { crc32c } from "../../templates/runtime/crc32c.js";

const scsiRead = Buffer.from(
  "01c00000000000000000000000000000140000000000040000000014000000182800000000000000" +
    "0200000000000000",
  "hex",
);

test.each<[string, Uint8Array, number]>([
  ["32 bytes of zeros", new Uint8Array(32), 0x8a9136aa],
  ["32 bytes of ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
  [
    "32 bytes that go up",
    Uint8Array.from({ length: 32 }, (_, i) => i),
    0x46dd794e,
  ],
  [
    "32 bytes that go down",
    Uint8Array.from({ length: 32 }, (_, i) => 31 - i),
    0x113fdb5c,
  ],
  ["an iSCSI read command", scsiRead, 0xd9963a56],
])("%s have the checksum of RFC 3720, appendix B.4", (_, bytes, checksum) => {
  expect(crc32c(bytes)).toBe(checksum);
});

test("the check value of catalogues of checksums", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
});

test("nothing has the checksum 0, and changes none", () => {
  expect(crc32c(new Uint8Array())).toBe(0);
  expect(crc32c(new Uint8Array(), 0xe3069283)).toBe(0xe3069283);
});

test("in parts, wherever it is cut, and wherever in its buffer it lies", () => {
  for (let cut = 0; cut <= scsiRead.length; cut++) {
    const [head, tail] = [scsiRead.subarray(0, cut), scsiRead.subarray(cut)];
    expect(crc32c(tail, crc32c(head))).toBe(0xd9963a56);
  }
});

test("of every byte at every place among four, as bit for bit", () => {
  const bits = (bytes: Uint8Array): number => {
    let crc = 0xffffffff;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++)
        crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
    }
    return ~crc >>> 0;
  };
  const bytes = Uint8Array.from(
    { length: 1031 },
    (_, i) => (i * 37) ^ (i >> 2),
  );
  for (let length = 1000; length <= bytes.length; length++)
    expect(crc32c(bytes.subarray(0, length))).toBe(
      bits(bytes.subarray(0, length)),
    );
});
