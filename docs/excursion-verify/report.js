// Takes the report apart: the document, the signature under it, and the octets that were signed.
const need = (fine, problem) => { if (!fine) throw new Error(problem); };
const jsonTail = /^,\n {2}"signature": \{"key":"([0-9a-f]{64})","value":"([A-Za-z0-9+/=]+)"\}\n\}\n$/;
const pageTail = /^<script type="application\/json" id="signature">\{"key":"([0-9a-f]{64})","value":"([A-Za-z0-9+/=]+)"\}<\/script>\n<\/body>\n<\/html>\n$/;
const pageStart = '<script type="application/json" id="report">';

/** A report in either of its forms. */
export function readReport(bytes) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isPage = !text.startsWith('{');
  const at = text.lastIndexOf(isPage ? '<script type="application/json" id="signature">' : ',\n  "signature": ');
  const tail = at < 0 ? null : text.slice(at).match(isPage ? pageTail : jsonTail);
  need(tail, 'it is no signed report of an excursion, or its end was changed');
  const signed = text.slice(0, at);
  let document = `${signed}\n}`;
  if (isPage) {
    const parts = signed.split(pageStart);
    need(parts.length === 2, 'the page does not hold one document');
    document = parts[1].slice(0, parts[1].indexOf('</script>'));
  }
  const report = JSON.parse(document);
  need(report.schema === 'edgestock.excursion-report.v1', `its schema is ${report.schema}, and edgestock.excursion-report.v1 is read here`);
  return { report, signature: { key: tail[1], value: tail[2] }, signed: Buffer.from(signed) };
}
