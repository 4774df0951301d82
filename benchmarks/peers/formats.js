// What ajv-cli is told with -c: the formats that the schemas name. Resolved from ajv-cli's own place, wherever it stands.
module.exports = ajv => {
  require.main.require("ajv-formats")(ajv)
  ajv.addFormat("day-or-month", /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/)
  return ajv
}
