// A page from a disk may not start a worker: there the search runs in a hidden frame instead.
if (location.protocol === "file:") {
  // later, and a copy: as a worker gets it
  const tell = (whom, said) => {
    const data = structuredClone(said);
    setTimeout(() => whom.onmessage?.({ data }));
  };
  window.Worker = class {
    constructor(address) {
      const waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "";
      document.body.append(this.frame);
      const inner = this.frame.contentWindow;
      inner.postMessage = (data) => tell(this, data);
      this.postMessage = (data) => waiting.push(data);
      const script = inner.document.createElement("script");
      script.src = new URL(address, document.baseURI);
      script.onerror = (event) => this.onerror?.(event);
      script.onload = () => {
        this.postMessage = (data) => tell(inner, data);
        waiting.forEach(this.postMessage);
      };
      inner.document.head.append(script);
    }
    terminate() {
      this.frame.remove();
    }
  };
}
