import type { RestMethod } from "../read/restDescription.js";

/** How a method takes media. The paths are URI templates relative to `rootUrl`. */
export interface MediaUploadModel {
  readonly accept: readonly string[];
  /** As the document writes it: `5120GB`, `209715200`; empty where there is no limit. */
  readonly maxSize: string;
  readonly simplePath: string | null;
  readonly resumablePath: string | null;
}

/** How a method gives media (`alt=media`). */
export interface MediaDownloadModel {
  /** The document asks for the download host's path (`download/` before the service path). */
  readonly useDownloadService: boolean;
}

export function toMediaUpload(method: RestMethod): MediaUploadModel | null {
  const upload = method.mediaUpload;
  const simplePath = upload?.protocols?.simple?.path ?? null;
  const resumablePath = upload?.protocols?.resumable?.path ?? null;
  if (!upload || (simplePath === null && resumablePath === null)) return null;
  return {
    accept: upload.accept ?? [],
    maxSize: upload.maxSize ?? "",
    simplePath,
    resumablePath,
  };
}

export function toMediaDownload(method: RestMethod): MediaDownloadModel | null {
  if (method.supportsMediaDownload !== true) return null;
  return { useDownloadService: method.useMediaDownloadService === true };
}
