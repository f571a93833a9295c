package io.millwright.alerts.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;

/** The object structures that orders live in, and their words. */
enum Structure {
  /** Service requests; statuses of domain SRSTATUS. */
  REQUEST("mxapisr", "*", "ticketid", "CANCELLED", "RESOLVED") {
    @Override
    String id(JsonNode record) {
      return "mxapisr/" + record.path("ticketid").asText();
    }

    @Override
    String where(String id) {
      return "ticketid=" + MaximoApi.quoted(id.substring("mxapisr/".length()));
    }
  },
  /** Work orders; statuses of domain WOSTATUS. A number is unique within its site. */
  WORK_ORDER("mxapiwodetail", "*,failurereport{type,failurecode}", "wonum", "CAN", "COMP") {
    @Override
    String id(JsonNode record) {
      return "mxapiwodetail/"
          + record.path("siteid").asText()
          + "/"
          + record.path("wonum").asText();
    }

    @Override
    String where(String id) {
      String[] parts = id.split("/", 3);
      return "siteid="
          + MaximoApi.quoted(parts[1])
          + " and wonum="
          + MaximoApi.quoted(parts[2])
          + " and istask=false";
    }
  };

  final String path;
  final String select;
  final String number;

  final String cancelled;
  final String done;

  Structure(String path, String select, String number, String cancelled, String done) {
    this.path = path;
    this.select = select;
    this.number = number;
    this.cancelled = cancelled;
    this.done = done;
  }

  /** Identity across both structures. */
  abstract String id(JsonNode record);

  /** Finds the record of an id. */
  abstract String where(String id);

  static Structure of(String id) {
    return id.startsWith("mxapisr/") ? REQUEST : WORK_ORDER;
  }
}
