(function () {
  "use strict";
  var lists = document.querySelectorAll(".sortable");
  var sorters = document.querySelectorAll("[data-sort]");
  var toggle = document.querySelector(".toggle");
  var openedForPrint = [];

  function drivers() {
    return Array.prototype.slice.call(document.querySelectorAll("#drivers details"));
  }

  sorters.forEach(function (button) {
    button.addEventListener("click", function () {
      var key = button.dataset.sort;
      lists.forEach(function (list) {
        Array.prototype.slice
          .call(list.children)
          .sort(function (one, two) {
            return Number(one.dataset[key]) - Number(two.dataset[key]);
          })
          .forEach(function (row) {
            list.appendChild(row);
          });
      });
      sorters.forEach(function (other) {
        other.setAttribute("aria-pressed", String(other === button));
      });
    });
  });

  if (toggle) {
    toggle.addEventListener("click", function () {
      var open = drivers().some(function (row) {
        return !row.open;
      });
      drivers().forEach(function (row) {
        row.open = open;
      });
      toggle.textContent = open ? toggle.dataset.close : toggle.dataset.open;
    });
  }

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
