namespace Akka;

/// <summary>Stands where a value is required by a signature but has no meaning.</summary>
public sealed class NotUsed : IComparable<NotUsed>, IEquatable<NotUsed>
{
    private NotUsed() { }

    /// <summary>The only instance.</summary>
    public static readonly NotUsed Instance = new();

    /// <inheritdoc/>
    public int CompareTo(NotUsed? other) => other is null ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(NotUsed? other) => other is not null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NotUsed;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <inheritdoc/>
    public override string ToString() => "NotUsed";

    /// <summary>Every <see cref="NotUsed"/> equals every other.</summary>
    public static bool operator ==(NotUsed? left, NotUsed? right) => left is null ? right is null : left.Equals(right);

    /// <summary>The negation of <c>==</c>.</summary>
    public static bool operator !=(NotUsed? left, NotUsed? right) => !(left == right);

    /// <summary>Null sorts before the instance.</summary>
    public static bool operator <(NotUsed? left, NotUsed? right) => left is null && right is not null;

    /// <summary>Null sorts before the instance.</summary>
    public static bool operator <=(NotUsed? left, NotUsed? right) => left is null || right is not null;

    /// <summary>The instance sorts after null.</summary>
    public static bool operator >(NotUsed? left, NotUsed? right) => right < left;

    /// <summary>The instance sorts after null.</summary>
    public static bool operator >=(NotUsed? left, NotUsed? right) => right <= left;
}
