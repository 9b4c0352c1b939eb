/** What the program tells of uploads and downloads. */
import type { Told } from "../program/checks.js";

export const media: Told = {
  "an upload of bytes": [
    {
      size: 264,
      mimeType: "application/octet-stream",
    },
    true,
  ],
  "an upload of a Blob": [
    {
      size: 264,
      mimeType: "image/x",
    },
    true,
  ],
  "an upload of text": [
    {
      size: 9,
      mimeType: "text/plain; charset=utf-8",
    },
    true,
  ],
  "an upload of nothing": [
    {
      size: 0,
      mimeType: "application/octet-stream",
    },
    true,
  ],
  "an upload of a short stream": [
    {
      size: 264,
      mimeType: "application/octet-stream",
    },
    true,
  ],
  "an upload of a long stream with its call": [
    {
      size: 9437184,
      mimeType: "application/octet-stream",
    },
    true,
  ],
  "an upload with metadata": [
    {
      size: 264,
      mimeType: "image/x",
      metadata: {
        title: "Grüße",
      },
    },
    true,
  ],
  "a resumable upload": [
    {
      size: 600000,
      mimeType: "image/x",
      metadata: {
        title: "Grüße",
      },
    },
    true,
  ],
  "a resumable upload of nothing": [
    {
      size: 0,
      mimeType: "application/octet-stream",
    },
    true,
  ],
  "a resumable upload through faults": [
    [
      {
        size: 600000,
        mimeType: "application/octet-stream",
      },
      true,
    ],
    true,
    {
      uploaded: 600000,
      total: 600000,
    },
  ],
  "a resumable upload of a stream through faults": [
    [
      {
        size: 600000,
        mimeType: "application/octet-stream",
      },
      true,
    ],
    true,
    {
      uploaded: 600000,
      total: 600000,
    },
  ],
  "a resumable upload that is continued": [
    {
      name: "RangeError",
      message: "enough",
    },
    [
      {
        size: 600000,
        mimeType: "application/octet-stream",
      },
      true,
    ],
    {
      uploaded: 262144,
      total: 600000,
    },
  ],
  "a download as a Blob": ["image/x", true],
  "a download as bytes": true,
  "a download as text": "Grüße\r\n",
  "a download as a stream": true,
  "a download of a part": true,
  "a download of the end": true,
  "a download that is compressed": true,
  "a download through a fault": [
    true,
    {
      received: 600000,
      total: 600000,
    },
  ],
  "a download with a wrong checksum": {
    name: "TransportError",
    outcome: "answered",
  },
  "a download that is left": true,
  "a download that is aborted": true,
  "a download that is not there": {
    name: "ApiError",
    code: 404,
    status: "NOT_FOUND",
  },
  "a download from another origin": true,
};
