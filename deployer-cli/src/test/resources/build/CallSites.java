import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.*;

/**
 * Everything that javac leaves to be linked when the program runs; prints the same before and after
 * it was made plain.
 */
public final class CallSites {

  interface Mixed {
    default String text(
        Object any,
        int i,
        char c,
        byte b,
        short s,
        long l,
        float f,
        double d,
        boolean z,
        char[] none) {
      return any + "|" + i + c + b + s + l + f + d + z + (none == null) + "\u00e4|";
    }
  }

  record Everything(
      int a,
      long b,
      String c,
      double d,
      boolean e,
      byte f,
      short g,
      char h,
      float i,
      int[] j,
      List<Everything> k)
      implements Mixed {}

  record Nothing() {}

  static class Captured {
    private int secret = 3;

    private int secret() {
      return secret;
    }

    Supplier<Integer> reference() {
      return this::secret;
    }

    IntSupplier lambda(int added, long more) {
      return () -> (int) (secret + added + more);
    }
  }

  static <T> T same(T value) {
    return value;
  }

  static int four() {
    return 4;
  }

  private static Everything everything(double d) {
    return new Everything(1, 2L, "c", d, true, (byte) 3, (short) 4, 'h', 1.5f, null, List.of());
  }

  public static void main(String[] arguments) {
    Everything one = everything(Double.NaN);
    print(
        one,
        one.hashCode(),
        one.equals(everything(Double.NaN)),
        one.equals(null),
        one.equals(everything(0.0)));
    print(new Nothing(), new Nothing().hashCode(), new Nothing().equals(new Nothing()));
    print(one.text(null, 1, 'c', (byte) 9, (short) 8, 5L, 2f, 1e9, false, null));

    ToIntFunction<Integer> unboxes = Integer::intValue;
    ToLongFunction<Integer> widens = Integer::intValue;
    IntToDoubleFunction widensToo = i -> i;
    Function<Integer, Long> boxes = i -> (long) i + 1;
    IntFunction<int[]> array = int[]::new;
    Supplier<List<String>> constructor = ArrayList::new;
    BiFunction<Integer, Integer, Integer> ofStatic = Math::max;
    Comparator<String> virtual = String::compareTo;
    IntSupplier bound = same(5)::intValue;
    LongSupplier generic = () -> same(7);
    Runnable dropsResult = CallSites::four;
    print(
        unboxes.applyAsInt(3),
        widens.applyAsLong(8),
        widensToo.applyAsDouble(2),
        boxes.apply(4),
        array.apply(3).length);
    print(
        constructor.get(),
        ofStatic.apply(3, 4),
        virtual.compare("a", "b"),
        bound.getAsInt(),
        generic.getAsLong());
    dropsResult.run();
    print(new Captured().reference().get(), new Captured().lambda(4, 5L).getAsInt());
    print(
        List.of(1, 2, 3).stream()
            .mapToInt(i -> i)
            .boxed()
            .map(i -> "n" + i)
            .reduce("", String::concat));
  }

  private static void print(Object... values) {
    for (Object value : values) {
      System.out.print(value + " ");
    }
    System.out.println();
  }
}
