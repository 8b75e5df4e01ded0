package io.patchbay.sandbox;

/** One pretend third party. Its id is the first part of all its paths. */
public interface Party {

  String id();

  /** One sentence for the index page. */
  String about();

  /** Called once, before the first request; paths begin after the id. */
  void routes(Routes routes);

  /** An error in the shape that is usual at this third party. */
  default Reply error(int status, String code, String message) {
    return Reply.json(status, Json.of("error", Json.of("code", code, "message", message)));
  }
}
