import { expect, test } from "vitest";
import {
  isFilePart,
  isIdentifier,
  isMemberName,
} from "../../generator/plan/identifier.js";
import {
  accessorName,
  constantName,
  fileName,
  parameterName,
  pascalCase,
  typeName,
} from "../../generator/plan/wireNames.js";
import { hostileStrings } from "../hostile/strings.js";

test.each([
  ["$.xgafv", "x__xgafv"],
  ["start-date", "start_date"],
  ["startDate.day", "startDate_day"],
  ["pageToken", "pageToken"],
  ["1st", "x1st"],
  ["_private", "x_private"],
  ["continue", "continue"],
  ["", "x"],
])("the parameter %j is %j", (wireName, name) => {
  expect(parameterName(wireName)).toBe(name);
});

test.each([
  ["well-known", "well_known"],
  ["getOpenid-configuration", "getOpenid_configuration"],
  ["-", "_"],
  ["delete", "delete"],
  ["2fa", "x2fa"],
  ["", "x"],
])("the method or resource %j is %j", (wireName, name) => {
  expect(accessorName(wireName)).toBe(name);
});

test.each([
  [["well-known"], "WellKnown"],
  [["files", "list", "params"], "FilesListParams"],
  [["projects", "locations", "get"], "ProjectsLocationsGet"],
  [["HTTPHealthCheck"], "HTTPHealthCheck"],
  [["2ndReport"], "X2ndReport"],
  [["-"], "X"],
  [["a.b", "c_d"], "ABCD"],
])("the type of %j is %j", (wireNames, name) => {
  expect(typeName(...wireNames)).toBe(name);
});

test("a constant is a type with a small first letter", () => {
  expect(constantName("files", "list")).toBe("filesList");
  expect(constantName("URLs", "get")).toBe("uRLsGet");
});

test("what has no letter or digit makes no word", () => {
  expect(pascalCase("-_.")).toBe("");
});

test.each([
  ["projects.locations", "projects.locations"],
  ["-", "_"],
  ["-rf", "_rf"],
  ["well-known", "well-known"],
  ["../etc", "_._etc"],
  [".git", "_git"],
  ["x.", "x_"],
  ["a/b\\c:d", "a_b_c_d"],
  ["..", "__"],
  ["con", "con_"],
  ["Aux.jobs", "Aux_.jobs"],
  ["console", "console"],
  ["", "_"],
])("the file of %j is %j", (wireName, name) => {
  expect(fileName(wireName)).toBe(name);
});

test("a file's name is cut before it is too long for a file system", () => {
  expect(fileName("x".repeat(300))).toHaveLength(180);
  expect(fileName(`${"x".repeat(179)}.x`)).toBe(`${"x".repeat(179)}_`);
});

test.each(hostileStrings)("proposals for %j are legal", (wireName) => {
  expect(isMemberName(parameterName(wireName))).toBe(true);
  expect(isMemberName(accessorName(wireName))).toBe(true);
  expect(isMemberName(typeName(wireName))).toBe(true);
  // One that a scope may refuse gets a number behind it.
  expect(isIdentifier(`${typeName(wireName)}2`)).toBe(true);
  expect(isFilePart(fileName(wireName))).toBe(true);
});
