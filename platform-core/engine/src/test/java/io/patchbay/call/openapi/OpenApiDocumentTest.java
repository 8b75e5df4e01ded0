package io.patchbay.call.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallRefused;
import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.syntax.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenApiDocumentTest {
  private static final URI AT = URI.create("https://docs.example/api/v1/openapi.json");

  /** The examples of the table "Style Values" of OpenAPI 3.0.4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          path   | simple         | false | "blue"                    | /x/blue
          path   | simple         | false | ["blue","black","brown"]  | /x/blue,black,brown
          path   | simple         | false | {"R":100,"G":200,"B":150} | /x/R,100,G,200,B,150
          path   | simple         | true  | {"R":100,"G":200,"B":150} | /x/R=100,G=200,B=150
          path   | label          | false | "blue"                    | /x/.blue
          path   | label          | false | ["blue","black","brown"]  | /x/.blue,black,brown
          path   | label          | true  | ["blue","black","brown"]  | /x/.blue.black.brown
          path   | label          | false | {"R":100,"G":200,"B":150} | /x/.R,100,G,200,B,150
          path   | label          | true  | {"R":100,"G":200,"B":150} | /x/.R=100.G=200.B=150
          path   | matrix         | false | ""                        | /x/;color
          path   | matrix         | false | "blue"                    | /x/;color=blue
          path   | matrix         | false | ["blue","black","brown"]  | /x/;color=blue,black,brown
          path   | matrix         | true  | ["blue","black","brown"]  | /x/;color=blue;color=black;color=brown
          path   | matrix         | false | {"R":100,"G":200,"B":150} | /x/;color=R,100,G,200,B,150
          path   | matrix         | true  | {"R":100,"G":200,"B":150} | /x/;R=100;G=200;B=150
          query  | form           | false | ""                        | /x?color=
          query  | form           | false | "blue"                    | /x?color=blue
          query  | form           | false | ["blue","black","brown"]  | /x?color=blue,black,brown
          query  | form           | true  | ["blue","black","brown"]  | /x?color=blue&color=black&color=brown
          query  | form           | false | {"R":100,"G":200,"B":150} | /x?color=R,100,G,200,B,150
          query  | form           | true  | {"R":100,"G":200,"B":150} | /x?R=100&G=200&B=150
          query  | spaceDelimited | false | ["blue","black","brown"]  | /x?color=blue%20black%20brown
          query  | spaceDelimited | false | {"R":100,"G":200,"B":150} | /x?color=R%20100%20G%20200%20B%20150
          query  | pipeDelimited  | false | ["blue","black","brown"]  | /x?color=blue%7Cblack%7Cbrown
          query  | deepObject     | true  | {"R":100,"G":200,"B":150} | /x?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150
          path   | simple         | false | "a/../b?c#d"              | /x/a%2F..%2Fb%3Fc%23d
          query  | form           | true  | "a&b=c+d"                 | /x?color=a%26b%3Dc%2Bd
          """)
  void writesParametersInEveryStyle(
      String in, String style, boolean explode, String value, String expected) throws Exception {
    String path = in.equals("path") ? "/x/{color}" : "/x";
    OpenApiRequest request =
        document(
                """
                openapi: 3.1.0
                servers: [{url: 'https://a.example'}]
                paths:
                  %s:
                    get:
                      operationId: op
                      parameters: [{name: color, in: %s, style: %s, explode: %s, required: true}]
                """
                    .formatted(path, in, style, explode))
            .request("op", yaml("{\"color\": " + value + "}"));
    assertEquals("https://a.example" + expected, request.uri().toString());
  }

  @Test
  void headersAndCookiesAreWrittenPlainly() throws Exception {
    OpenApiRequest request =
        document(
                """
                openapi: 3.0.3
                paths:
                  /x:
                    get:
                      operationId: op
                      parameters:
                        - {name: X-Ids, in: header}
                        - {name: X-Map, in: header, explode: true}
                        - {name: X-Json, in: header, content: {application/json: {}}}
                        - {name: session, in: cookie, explode: false}
                """)
            .request("op", yaml("{X-Ids: [1, 2], X-Map: {a: b c}, X-Json: {a: 1}, session: s 1}"));
    assertEquals("1,2", request.headers().get("X-Ids"));
    assertEquals("a=b c", request.headers().get("X-Map"));
    assertEquals("{\"a\":1}", request.headers().get("X-Json"));
    assertEquals("session=s%201", request.headers().get("Cookie"));
    assertEquals("https://docs.example/x", request.uri().toString());
  }

  @Test
  void serversComeFromTheNearestPlaceWithTheirVariables() throws Exception {
    OpenApiDocument document =
        document(
            """
            openapi: 3.1.0
            servers:
              - url: https://{region}.example/{base}
                variables: {region: {default: eu, enum: [eu, us]}, base: {default: v2}}
            paths:
              /a: {get: {operationId: a}}
              /b: {get: {operationId: b, servers: [{url: ../other/}]}}
            """);
    assertEquals("https://eu.example/v2/a", document.request("a", yaml("{}")).uri().toString());
    assertEquals(
        "https://us.example/v2/a", document.request("a", yaml("{region: us}")).uri().toString());
    assertEquals(
        "https://docs.example/api/other/b", document.request("b", yaml("{}")).uri().toString());
    assertRefused("is not a value of the server variable", document, "a", "{region: mars}");
  }

  @Test
  void theBodyIsNamedOrWhatIsLeftOver() throws Exception {
    OpenApiDocument document =
        document(
            """
            openapi: 3.0.0
            paths:
              /orders:
                post:
                  operationId: order
                  parameters: [{name: dry, in: query}]
                  requestBody: {$ref: '#/components/requestBodies/order'}
                  responses: {'201': {content: {application/json: {}, text/html: {}}}}
            components:
              requestBodies:
                order: {required: true, content: {application/xml: {}, application/vnd.o+json: {}}}
            """);
    OpenApiRequest named = document.request("order", yaml("{dry: true, body: [1]}"));
    assertEquals("[1]", String.valueOf(named.body()));
    assertEquals("application/vnd.o+json", named.headers().get("Content-Type"));
    assertEquals("application/json", named.headers().get("Accept"));
    assertEquals("https://docs.example/orders?dry=true", named.uri().toString());
    OpenApiRequest rest = document.request("order", yaml("{id: 7, lines: []}"));
    assertEquals("{\"id\":7,\"lines\":[]}", String.valueOf(rest.body()));
    assertRefused("needs a body", document, "order", "{dry: true}");
  }

  @Test
  void readsSwagger2() throws Exception {
    OpenApiDocument pets = petstore();
    OpenApiRequest find = pets.request("findPetsByStatus", yaml("{status: [sold, new]}"));
    assertEquals(
        "https://petstore.swagger.io/v2/pet/findByStatus?status=sold&status=new",
        find.uri().toString());
    assertNull(find.body());
    OpenApiRequest add = pets.request("addPet", yaml("{body: {name: rex}, api_key: k}"));
    assertEquals("{\"name\":\"rex\"}", String.valueOf(add.body()));
    assertEquals("k", add.headers().get("api_key"));
    OpenApiRequest form = pets.request("updatePetWithForm", yaml("{petId: 3, name: rex}"));
    assertEquals("https://petstore.swagger.io/v2/pet/3", form.uri().toString());
    assertEquals("application/x-www-form-urlencoded", form.headers().get("Content-Type"));
    assertEquals("{\"name\":\"rex\"}", String.valueOf(form.body()));
  }

  @Test
  void saysWhatDoesNotFit() throws Exception {
    OpenApiDocument pets = petstore();
    assertRefused("Did you mean 'getPetById'?", pets, "getPetByIt", "{}");
    assertRefused("needs the parameter 'petId'", pets, "getPetById", "{}");
    assertRefused("has no parameter 'pet': it has petId", pets, "getPetById", "{petId: 1, pet: 2}");
    assertRefused("must not be empty or dots", pets, "getPetById", "{petId: ..}");
  }

  @Test
  void refusesReferencesOutsideAndInCircles() {
    CallRefused outside =
        assertThrows(
            CallRefused.class,
            () -> document("openapi: 3.0.0\npaths: {/a: {$ref: 'https://evil.example/x.yaml'}}\n"));
    assertTrue(outside.getMessage().contains("another document"), outside.getMessage());
    CallRefused file =
        assertThrows(
            CallRefused.class,
            () -> document("openapi: 3.0.0\npaths: {/a: {$ref: 'file:///etc/passwd'}}\n"));
    assertTrue(file.getMessage().contains("another document"), file.getMessage());
    CallRefused circle =
        assertThrows(
            CallRefused.class,
            () ->
                document(
                    """
                    openapi: 3.0.0
                    paths: {/a: {$ref: '#/x'}}
                    x: {$ref: '#/y'}
                    y: {$ref: '#/x'}
                    """));
    assertTrue(circle.getMessage().contains("circle"), circle.getMessage());
    assertThrows(CallRefused.class, () -> document("openapi: 4.0.0\n"));
    assertThrows(CallRefused.class, () -> document("hello: world\n"));
  }

  private static void assertRefused(
      String part, OpenApiDocument document, String operation, String parameters) {
    CallRefused refused =
        assertThrows(CallRefused.class, () -> document.request(operation, yaml(parameters)));
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }

  static OpenApiDocument petstore() throws IOException, CallRefused {
    try (InputStream in =
        OpenApiDocumentTest.class.getResourceAsStream("/openapi/petstore-2.0.json")) {
      return document(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static OpenApiDocument document(String text) throws CallRefused {
    return new OpenApiDocument(yaml(text), AT);
  }

  private static JsonNode yaml(String text) {
    return YamlText.read(text, ParseLimits.STANDARD).root().json();
  }
}
