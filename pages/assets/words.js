// Streamlit's own words in Vietnamese: they cannot be configured, so they are replaced as they
// appear. Nothing changes while the address says `lang=en`.
(() => {
  "use strict";

  // The server cannot see how wide the window is. This runs before the page connects to it, so
  // that the first view is already made for the width.
  const tellWidth = () => {
    document.cookie = `narrow=${innerWidth < 640 ? 1 : 0};path=/;samesite=lax`;
    // Below this Streamlit puts the menu at the side.
    document.cookie = `aside=${innerWidth < 768 ? 1 : 0};path=/;samesite=lax`;
  };
  tellWidth();
  addEventListener("resize", tellWidth);

  const WORDS = {
    // the page
    "Skip to main content": "Đến nội dung chính",
    "You need to enable JavaScript to run this app.": "Cần bật JavaScript để xem trang này.",
    "Main menu": "Trình đơn",
    "App pages": "Các trang",
    "Sidebar": "Thanh bên",
    "Expand sidebar": "Mở các trang",
    "Collapse sidebar": "Thu gọn thanh bên",
    "Scroll tabs left": "Cuộn sang trái",
    "Scroll tabs right": "Cuộn sang phải",
    "View less": "Thu gọn",
    "Link to heading": "Liên kết đến mục này",
    "Navigate to home page": "Về trang đầu",
    "Notifications": "Thông báo",
    "Rerun": "Tải lại số liệu",
    "Always rerun": "Luôn tải lại",
    "Auto rerun": "Tự tải lại",
    "Stop": "Dừng",
    "Clear cache": "Xóa bộ nhớ đệm",
    "Settings": "Cài đặt",
    "Print": "In",
    "Record a screencast": "Ghi màn hình",
    "Get help": "Trợ giúp",
    "Report a bug": "Báo lỗi",
    "About": "Giới thiệu",
    "Theme": "Giao diện",
    "Light": "Sáng",
    "Dark": "Tối",
    "System": "Theo máy",
    "Use system setting": "Theo máy",
    "Close": "Đóng",
    "Dismiss": "Đóng",
    "Cancel": "Hủy",
    // the server
    "Running...": "Đang tải…",
    "Loading...": "Đang tải…",
    "Connecting": "Đang kết nối",
    "Connecting to Streamlit server": "Đang kết nối máy chủ",
    "Please wait...": "Xin chờ…",
    "Connection error": "Mất kết nối",
    "Unable to connect": "Không kết nối được",
    "Error": "Lỗi",
    "Error:": "Lỗi:",
    "Try again": "Thử lại",
    "Script execution error": "Trang gặp lỗi",
    "Page not found": "Không có trang này",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Địa chỉ này không có trang nào. Đang mở trang đầu.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Máy chủ đã dừng. Khởi động lại bằng lệnh:",
    // choosing
    "Choose an option": "Chọn một mục",
    "Choose options": "Chọn các mục",
    "Choose or add an option": "Chọn hoặc thêm một mục",
    "Choose or add options": "Chọn hoặc thêm các mục",
    "Add an option": "Thêm một mục",
    "Add options": "Thêm các mục",
    "No options to select": "Không có mục nào",
    "No options": "Không có mục nào",
    "No results": "Không tìm thấy",
    "Selected values": "Các mục đã chọn",
    "Selectbox options": "Các mục",
    "Select all": "Chọn tất cả",
    "Select...": "Chọn…",
    "Clear all": "Bỏ chọn tất cả",
    "Clear value": "Bỏ chọn",
    "Clear entry": "Xóa",
    "Open": "Mở",
    "Choose date": "Chọn ngày",
    "Choose date range": "Chọn khoảng ngày",
    "Clear date": "Xóa ngày",
    "Clear dates": "Xóa ngày",
    "Date range": "Khoảng ngày",
    "Quick select a date range": "Chọn nhanh khoảng ngày",
    "Show password": "Hiện mật khẩu", // pragma: allowlist secret
    "Hide password": "Ẩn mật khẩu", // pragma: allowlist secret
    "Increment": "Tăng",
    "Decrement": "Giảm",
    "Press Enter to apply": "Nhấn Enter để áp dụng",
    "Press Enter to submit form": "Nhấn Enter để gửi",
    // tables and charts
    "Download as CSV": "Tải về CSV",
    "Show/hide columns": "Hiện hoặc ẩn cột",
    "Search": "Tìm",
    "Type to search": "Nhập từ cần tìm",
    "Close Search": "Đóng ô tìm",
    "Previous Result": "Kết quả trước",
    "Next Result": "Kết quả sau",
    "Fullscreen": "Toàn màn hình",
    "Close fullscreen": "Thoát toàn màn hình",
    "Clear selection": "Bỏ chọn",
    "Copy to clipboard": "Sao chép",
    "Copied": "Đã sao chép",
    "Dataframe column menu": "Trình đơn của cột",
    "Sort ascending": "Xếp tăng dần",
    "Sort descending": "Xếp giảm dần",
    "Autosize": "Tự chỉnh độ rộng",
    "Pin column": "Ghim cột",
    "Unpin column": "Bỏ ghim cột",
    "Hide column": "Ẩn cột",
    "Copy column name": "Sao chép tên cột",
    "Format": "Định dạng",
    "Automatic": "Tự động",
    "Localized": "Theo ngôn ngữ",
    "Statistics": "Thống kê",
    "Failed to load data": "Không tải được số liệu",
    "Failed to export data as CSV": "Không xuất được CSV",
    "Download failed": "Không tải về được",
    // sending a file
    "Upload": "Chọn tệp",
    "Add files": "Thêm tệp",
    "Drag and drop a file here": "Kéo và thả tệp vào đây",
    "Drag and drop files here": "Kéo và thả các tệp vào đây",
    "file upload": "chọn tệp",
  };

  // The same, where a number or a name stands in the middle.
  const PHRASES = [
    [/^([\d.]+) ?([KMG]?B) per file$/, "tối đa $1\u00a0$2 mỗi tệp"],
    [/^(\d+)\.(\d+)([KMG]?B)$/, "$1,$2\u00a0$3"],
    [/^(\d+)([KMG]?B)$/, "$1\u00a0$2"],
    [/^File must be ([\d.]+) ?([KMG]?B) or smaller\.$/, "Tệp không được quá $1\u00a0$2."],
    [/^Remove (.+)$/, "Bỏ $1"],
    [/^Help for (.+)$/, "Giải thích: $1"],
    [/^View (\d+) more$/, "Xem thêm $1"],
    [/^Select (\d+) matches$/, "Chọn $1 mục tìm thấy"],
    [/^(\d+) options? available\.$/, "Có $1 mục."],
    [/^(\d+) results?$/, "$1 kết quả"],
    [/^You can only select up to (\d+) options?\..*$/, "Chỉ chọn được tối đa $1 mục."],
  ];

  const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title"];

  // What the pages say is Markdown or a cell, and never Streamlit's own: a report may well hold
  // the word "Print". Only the uploader and the tooltips put Streamlit's words into Markdown.
  const OURS = '[data-testid="stMarkdownContainer"], [data-testid="stTable"], [role="gridcell"]';
  const THEIRS =
    '[data-testid="stFileUploaderDropzone"], [data-testid="stTooltipContent"], ' +
    '[data-testid="stTooltipHoverTarget"], [data-testid="stElementToolbar"]';
  const NEVER = 'script, style, pre, [data-testid="stIconMaterial"]';

  const inVietnamese = () => new URLSearchParams(location.search).get("lang") !== "en";
  const originals = new Map(); // node -> Map(place -> [Streamlit's word, ours]), to go back to English

  function translated(text) {
    const word = text.trim();
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    const phrase = PHRASES.find(([pattern]) => pattern.test(word));
    return phrase ? word.replace(...phrase) : null;
  }

  function isTheirs(element) {
    if (!element || element.closest(NEVER)) return false;
    return !element.closest(OURS) || element.closest(THEIRS) !== null;
  }

  function remember(node, place, from, to) {
    if (!originals.has(node)) originals.set(node, new Map());
    originals.get(node).set(place, [from, to]);
  }

  function speakText(node) {
    const word = translated(node.nodeValue);
    if (word === null || !isTheirs(node.parentElement)) return;
    remember(node, "", node.nodeValue, word);
    node.nodeValue = word;
  }

  function speakAttribute(element, name) {
    const value = element.getAttribute(name);
    const word = value && translated(value);
    if (!word || element.closest(NEVER)) return;
    remember(element, name, value, word);
    element.setAttribute(name, word);
  }

  // The picture of a chart has thousands of parts and no word of Streamlit's: each change of one
  // would be looked up here.
  const isPicture = ({ type, target }) => type === "childList" && target instanceof SVGElement;

  function speak(root) {
    if (root.nodeType === Node.TEXT_NODE) return speakText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) speakText(node);
      else for (const name of ATTRIBUTES) speakAttribute(node, name);
    }
  }

  function unspeak() {
    for (const [node, places] of originals) {
      for (const [name, [from, to]] of places) {
        if (name === "" && node.nodeValue === to) node.nodeValue = from;
        else if (name && node.getAttribute(name) === to) node.setAttribute(name, from);
      }
    }
    originals.clear();
  }

  // What left the page is forgotten now and then, or the map would hold it for ever.
  function forget() {
    if (originals.size < 2000) return;
    for (const node of originals.keys()) if (!node.isConnected) originals.delete(node);
  }

  let vietnamese = null; // not decided yet

  function switchLanguage() {
    if (vietnamese === inVietnamese()) return false;
    vietnamese = inVietnamese();
    document.documentElement.lang = vietnamese ? "vi" : "en";
    if (vietnamese) speak(document.documentElement);
    else unspeak();
    return true;
  }

  function changed(records) {
    if (switchLanguage() || !vietnamese) return;
    for (const record of records) {
      const { type, target, attributeName, addedNodes } = record;
      if (isPicture(record)) continue;
      if (type === "characterData") speakText(target);
      else if (type === "attributes") speakAttribute(target, attributeName);
      else addedNodes.forEach(speak);
    }
    forget();
  }

  switchLanguage();
  new MutationObserver(changed).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
})();
