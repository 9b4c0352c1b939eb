import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/**
 * Addresses that are no public hosts: this machine, its networks, link-local ones (where clouds keep their metadata), and
 * what is reserved (RFC 6890). An IPv4 address within an IPv6 one counts as itself.
 */
const privateAddresses = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  privateAddresses.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  privateAddresses.addSubnet(network, prefix, "ipv6");

/** Names that are never public: without a dot, and those of RFC 6761, RFC 6762 and ICANN's `.internal`. */
const privateName = /^[^.]*$|\.(?:localhost|local|internal|home\.arpa)$/;

/** Gives all addresses of a name. */
export type Lookup = (
  name: string,
  options: { readonly all: true },
) => Promise<readonly { readonly address: string }[]>;

/**
 * Whether a URL's host is, or resolves to, this machine or something in its network. Over https a public name is enough:
 * whoever answers to it shows a certificate for it. A name that does not resolve here is taken for public: where there is
 * a proxy, only that may know it.
 */
export async function isPrivateHost(
  { hostname, protocol }: URL,
  resolve: Lookup = lookup,
): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host) !== 0) return isPrivateAddress(host);
  if (privateName.test(host)) return true;
  if (protocol === "https:") return false;
  const addresses = await resolve(host, { all: true }).catch(() => []);
  return addresses.some(({ address }) => isPrivateAddress(address));
}

function isPrivateAddress(address: string): boolean {
  return privateAddresses.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
}
