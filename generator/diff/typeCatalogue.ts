import type { CatalogueEntry } from "./catalogueEntry.js";

/** Changes of values: parameters and properties alike. */
export const valueCatalogue = {
  "type-changed": {
    title: "Type changed",
    wire: "Old values are refused, or readers get values of another type.",
    typescript:
      "What is given or read has another type, or an exported type is gone.",
  },
  "format-changed": {
    title: "Format changed",
    wire: "Some old values are refused, or readers get values in another format.",
  },
  "enum-value-added": { title: "Enum values added" },
  "enum-value-removed": {
    title: "Enum values removed",
    wire: "Requests with them are refused.",
    typescript: "They can no longer be given.",
  },
  "default-changed": {
    title: "Default changed",
    wire: "Requests that leave it out mean something else.",
    isDocs: true,
  },
  "pattern-changed": {
    title: "Pattern changed",
    wire: "Values that do not fit the new pattern are refused.",
    isDocs: true,
  },
  "range-changed": {
    title: "Range changed",
    wire: "Values outside the new range are refused.",
    isDocs: true,
  },
  deprecated: { title: "Deprecated" },
  "no-longer-deprecated": { title: "No longer deprecated" },
  "description-changed": { title: "Description changed", isDocs: true },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** Changes of schemas and their properties. */
export const typeCatalogue = {
  "schema-added": { title: "Schema added" },
  "schema-removed": {
    title: "Schema removed",
    typescript: "The exported type is no longer there.",
  },
  "schema-renamed": {
    title: "Schema renamed",
    typescript: "The exported type has another name.",
  },
  "schema-type-changed": {
    title: "Type of a schema changed",
    wire: "Old values are refused, or readers get values of another type.",
    typescript: "The exported type is another one.",
  },
  "type-split": {
    title: "What is read and what is given are now two types",
    typescript:
      "The old name is what is read: it takes no undefined, and may not fit where it is given.",
  },
  "input-type-removed": {
    title: "Input type removed",
    typescript: "The exported type of what is given is no longer there.",
  },
  "type-direction-changed": {
    title: "Type is now only read, or only given",
    typescript:
      "What is only read takes no undefined; what is only given has no read-only fields.",
  },
  "further-fields-changed": {
    title: "Fields beyond the named ones",
    wire: "Further fields are refused, or of another type.",
    typescript: "Further fields can be neither given nor read.",
  },
  "property-added": { title: "Property added" },
  "property-removed": {
    title: "Property removed",
    wire: "It is no longer answered, or refused where it is given.",
    typescript:
      "It can be neither read nor given, or an exported type is gone.",
  },
  "property-required": {
    title: "Property must be given",
    wire: "Bodies without it are refused.",
    typescript: "Bodies without it do not compile.",
  },
  "property-optional": { title: "Property need not be given" },
  "property-read-only": {
    title: "Property became read-only",
    wire: "It is ignored or refused where it is given.",
    typescript: "It can no longer be given.",
  },
  "property-writable": { title: "Property is no longer read-only" },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
