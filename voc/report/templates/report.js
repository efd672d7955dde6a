(function () {
  "use strict";
  var openedForPrint = [];

  function each(root, selector, act) {
    Array.prototype.forEach.call(root.querySelectorAll(selector), act);
  }

  // The buttons of a section sort and open its own rows.
  function sort(section, button) {
    var key = button.dataset.sort;
    each(section, ".sortable", function (list) {
      Array.prototype.slice
        .call(list.children)
        .sort(function (one, two) {
          return Number(one.dataset[key]) - Number(two.dataset[key]);
        })
        .forEach(function (row) {
          list.appendChild(row);
        });
    });
    each(section, "[data-sort]", function (other) {
      other.setAttribute("aria-pressed", String(other === button));
    });
  }

  function toggle(section, button) {
    var rows = Array.prototype.slice.call(section.querySelectorAll("details:not(.more)"));
    var open = rows.some(function (row) {
      return !row.open;
    });
    rows.forEach(function (row) {
      row.open = open;
    });
    button.textContent = open ? button.dataset.close : button.dataset.open;
  }

  each(document, "section", function (section) {
    each(section, "[data-sort]", function (button) {
      button.addEventListener("click", function () {
        sort(section, button);
      });
    });
    each(section, ".toggle", function (button) {
      button.addEventListener("click", function () {
        toggle(section, button);
      });
    });
  });

  // Paper cannot be clicked: what is closed is opened for printing and closed again after it.
  window.addEventListener("beforeprint", function () {
    openedForPrint = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    openedForPrint.forEach(function (row) {
      row.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    openedForPrint.forEach(function (row) {
      row.open = false;
    });
  });
})();
