namespace Akka.Configuration.Hocon;

/// <summary>The specification's "size in bytes format": powers of ten and powers of two, bytes where no unit is given.</summary>
internal static class HoconByteSize
{
    private const string Expected =
        "a size in bytes: a number that is not negative, with an optional unit " +
        "(B; kB, MB, GB, TB, PB, EB in powers of 1000; K or KiB, M or MiB, G or GiB, T or TiB, P or PiB, E or EiB in powers of 1024)";

    private static readonly Dictionary<string, decimal> Factors = CreateFactors();

    public static long Convert(HoconValue value, string? path)
    {
        var text = HoconConversion.TextFor(value, path, Expected);
        if (!HoconConversion.TrySplitUnit(text, out var number, out var unit)
            || number < 0
            || !Factors.TryGetValue(unit, out var factor))
        {
            throw HoconConversion.Mismatch(value, path, Expected);
        }

        try
        {
            return (long)(number * factor);
        }
        catch (OverflowException overflow)
        {
            throw HoconConversion.Mismatch(value, path, $"a size of at most {long.MaxValue} bytes", overflow);
        }
    }

    private static Dictionary<string, decimal> CreateFactors()
    {
        var factors = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var unit in (string[])["", "B", "b", "byte", "bytes"])
            factors[unit] = 1;

        (string Ten, string Two)[] prefixes =
        [
            ("kilo", "kibi"), ("mega", "mebi"), ("giga", "gibi"), ("tera", "tebi"),
            ("peta", "pebi"), ("exa", "exbi"), ("zetta", "zebi"), ("yotta", "yobi"),
        ];
        decimal ten = 1, two = 1;
        foreach (var (tenName, twoName) in prefixes)
        {
            ten *= 1000;
            two *= 1024;
            var lower = tenName[..1];
            var upper = lower.ToUpperInvariant();
            // Only kilo's letter is lower case when it stands for a power of ten.
            factors[(tenName == "kilo" ? lower : upper) + "B"] = ten;
            factors[tenName + "byte"] = ten;
            factors[tenName + "bytes"] = ten;
            foreach (var unit in (string[])[upper, lower, upper + "i", upper + "iB", twoName + "byte", twoName + "bytes"])
                factors[unit] = two;
        }

        return factors;
    }
}
