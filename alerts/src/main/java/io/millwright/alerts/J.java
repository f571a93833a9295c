import com.dashjoin.jsonata.*;

public class J {
  public static void main(String[] a) {
    try {
      System.out.println(
          Jsonata.jsonata("($f := function($n){ 1 + $f($n) }; $f(1))")
              .evaluate(java.util.Map.of()));
    } catch (Throwable t) {
      System.out.println(t.getClass());
    }
    String d = "Millwright reference MW0123456789ABCDEF x Millwright reference MW0123456789ABCDEF";
    System.out.println(
        Jsonata.jsonata("$match(d, /Millwright reference (MW[0-9A-Z]{16})/).groups[0]")
            .evaluate(java.util.Map.of("d", d)));
  }
}
