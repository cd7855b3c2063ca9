// Unpacks what the page carries, and starts it. A browser that cannot shows the tables alone.
(async () => {
  const carried = (id) => document.getElementById(id);
  const unpack = async (id) => {
    const packed = atob(carried(id).textContent);
    const bytes = new Uint8Array(packed.length);
    for (let at = 0; at < packed.length; at += 1) bytes[at] = packed.charCodeAt(at);
    const unpacked = new DecompressionStream("deflate-raw");
    const writer = unpacked.writable.getWriter();
    writer.write(bytes);
    writer.close();
    carried(id).textContent = await new Response(unpacked.readable).text();
  };
  try {
    const packed = ["program", "data"];
    await Promise.all(packed.map(unpack));
    const program = document.createElement("script");
    program.textContent = carried("program").textContent;
    carried("program").replaceWith(program);
  } catch (error) {
    const tables = document.querySelector("#table noscript");
    const parsed = new DOMParser().parseFromString(tables.textContent, "text/html");
    tables.replaceWith(...parsed.body.childNodes);
    document.getElementById("broken").hidden = false;
    document.documentElement.dataset.ready = "0";
    throw error;
  }
})();
