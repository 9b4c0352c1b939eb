/** What a reference is written as: Markdown for what GitHub shows, or a web site that opens from disk. */
export const docsFormats = ["md", "html"] as const;

export type DocsFormat = (typeof docsFormats)[number];

/** Where to begin. */
export const firstPages: Readonly<Record<DocsFormat, string>> = {
  md: "README.md",
  html: "index.html",
};
