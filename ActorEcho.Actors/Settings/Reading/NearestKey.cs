namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Guesses which key a mistyped one was meant to be.</summary>
internal static class NearestKey
{
    /// <summary>The known key that takes the fewest insertions, deletions and substitutions to reach.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="known">The keys there are.</param>
    /// <returns>The nearest key, or null when none is near enough to be a plausible guess.</returns>
    public static string? To(string typed, IEnumerable<string> known)
    {
        // A third of the letters may be wrong: two slips in "backlog" are a slip, four are another word.
        var nearest = Math.Max(2, typed.Length / 3) + 1;
        string? guess = null;
        foreach (var key in known)
        {
            var distance = Distance(typed, key);
            if (distance < nearest)
            {
                (nearest, guess) = (distance, key);
            }
        }

        return guess;
    }

    // Levenshtein's distance, one row of his table at a time.
    private static int Distance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var column = 0; column <= to.Length; column++)
        {
            row[column] = column;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
