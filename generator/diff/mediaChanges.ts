import type { MediaUploadModel } from "../model/media.js";
import type { Method } from "../model/method.js";
import { change } from "./change.js";
import type { Change, Place } from "./report.js";

/** Changes of how a method takes and gives media. */
export function mediaChanges(
  where: Place,
  { upload: old, download: oldDownload }: Method,
  { upload: next, download: newDownload }: Method,
): readonly Change[] {
  return [
    ...(old && next ? uploadChanges(where, old, next) : []),
    ...(old && !next
      ? [
          change("upload-removed", where, {
            old: shown(old),
            wire: true,
            typescript: true,
          }),
        ]
      : []),
    ...(!old && next
      ? [change("upload-added", where, { new: shown(next) })]
      : []),
    ...(oldDownload && !newDownload
      ? [change("download-removed", where, { wire: true, typescript: true })]
      : []),
    ...(!oldDownload && newDownload ? [change("download-added", where)] : []),
  ];
}

function uploadChanges(
  where: Place,
  old: MediaUploadModel,
  next: MediaUploadModel,
): readonly Change[] {
  if (shown(old) === shown(next)) return [];
  const isSmaller =
    next.maxSize !== "" &&
    (old.maxSize === "" || bytes(next.maxSize) < bytes(old.maxSize));
  // Without a list anything is accepted.
  const isPickier =
    next.accept.length > 0 &&
    (old.accept.length === 0 ||
      old.accept.some((type) => !next.accept.includes(type)));
  const moves = (from: string | null, to: string | null): boolean =>
    from !== null && from !== to;
  return [
    change("upload-changed", where, {
      old: shown(old),
      new: shown(next),
      wire:
        isSmaller ||
        isPickier ||
        moves(old.simplePath, next.simplePath) ||
        moves(old.resumablePath, next.resumablePath),
    }),
  ];
}

function shown(upload: MediaUploadModel): string {
  const { simplePath, resumablePath, accept, maxSize } = upload;
  return [
    ...(simplePath === null ? [] : [simplePath]),
    ...(resumablePath === null ? [] : [resumablePath]),
    ...(accept.length === 0 ? [] : [accept.join(", ")]),
    ...(maxSize === "" ? [] : [`at most ${maxSize}`]),
  ].join("; ");
}

/** `5120GB`, `10MB`, `209715200`: powers of 1024, as in Google's Python client. */
function bytes(size: string): number {
  const [, number = "", unit = ""] = /^(\d+)([KMGT]?)B?$/i.exec(size) ?? [];
  return Number(number) * 1024 ** " KMGT".indexOf(unit.toUpperCase() || " ");
}
