using System.Globalization;
using Akka.Util;

namespace Akka.Actor;

/// <summary>
/// An actor's place in the tree: its address and the names from the root down. A path with a uid means one incarnation;
/// a path without one means whoever lives there.
/// </summary>
public abstract partial class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>, ISurrogated
{
    /// <summary>The characters, besides letters and digits, that a name may hold.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private string? _pathText;

    /// <summary>A root.</summary>
    private protected ActorPath(string name) => Name = name;

    /// <summary>A child.</summary>
    protected ActorPath(ActorPath parentPath, string name, long uid)
    {
        Parent = parentPath;
        Name = name;
        Uid = uid;
    }

    /// <summary>The system it lies in.</summary>
    public Address Address => ((RootActorPath)Root).OwnAddress;

    /// <summary>The last name.</summary>
    public string Name { get; }

    /// <summary>The incarnation, or 0 where the path means any.</summary>
    public long Uid { get; }

    /// <summary>The path above, or null at the root.</summary>
    public ActorPath? Parent { get; }

    /// <summary>The topmost path.</summary>
    public ActorPath Root
    {
        get
        {
            var path = this;
            while (path.Parent is not null)
                path = path.Parent;
            return path;
        }
    }

    /// <summary>How many names lie below the root.</summary>
    public int Depth
    {
        get
        {
            // Not kept: there is a path for every actor, so it is small.
            var depth = 0;
            for (var path = Parent; path is not null; path = path.Parent)
                depth++;
            return depth;
        }
    }

    /// <summary>The names from the root down.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var depth = Depth;
            if (depth == 0)
                return [""];
            var elements = new string[depth];
            for (ActorPath path = this; path.Parent is not null; path = path.Parent)
                elements[--depth] = path.Name;
            return elements;
        }
    }

    /// <summary>The path of a child.</summary>
    public ActorPath Child(string childName) => this / childName;

    /// <summary>The path <paramref name="depth"/> levels above (negative), or at that depth from the root (positive or 0).</summary>
    public ActorPath ParentOf(int depth)
    {
        var path = this;
        for (var up = depth >= 0 ? Depth - depth : -depth; up > 0 && path.Parent is not null; up--)
            path = path.Parent;
        return path;
    }

    /// <summary>The same path, meaning the given incarnation.</summary>
    /// <exception cref="NotSupportedException">The path is a root, of which there is no other incarnation.</exception>
    public ActorPath WithUid(long uid)
    {
        if (uid == Uid)
            return this;
        return Parent is null
            ? throw new NotSupportedException("RootActorPath must have undefined Uid")
            : new ChildActorPath(Parent, Name, uid);
    }

    /// <summary>The names as <c>/user/a/b</c>, without address and uid.</summary>
    public string ToStringWithoutAddress() => _pathText ??= RenderNames();

    private string RenderNames()
    {
        if (Parent is null)
            return "/";
        return string.Create(NamesLength(), this, static (span, path) =>
        {
            for (var p = path; p.Parent is not null; p = p.Parent)
            {
                var start = span.Length - p.Name.Length;
                p.Name.CopyTo(span[start..]);
                span[start - 1] = '/';
                span = span[..(start - 1)];
            }
        });
    }

    private int NamesLength()
    {
        var length = 0;
        for (var path = this; path.Parent is not null; path = path.Parent)
            length += path.Name.Length + 1;
        return length;
    }

    /// <summary>The whole path, <c>akka://system/user/a</c>, without the uid.</summary>
    public override string ToString() => ToStringWithAddress();

    /// <summary>The whole path without the uid.</summary>
    public string ToStringWithAddress() => ToStringWithAddress(Address);

    /// <summary>The path under <paramref name="address"/>, unless it has a host of its own.</summary>
    public string ToStringWithAddress(Address address) =>
        (Address.Host is not null && Address.Port is not null ? Address : address) + ToStringWithoutAddress();

    /// <summary>The whole path with <c>#uid</c>.</summary>
    public string ToStringWithUid() => ToStringWithAddress() + UidSuffix();

    /// <summary>The form from which the same incarnation can be found again.</summary>
    public string ToSerializationFormat() => ToSerializationFormatWithAddress(Address);

    /// <summary>The form from which the same incarnation can be found again, under an address.</summary>
    public string ToSerializationFormatWithAddress(Address address) => ToStringWithAddress(address) + UidSuffix();

    private string UidSuffix() => Uid == ActorCell.UndefinedUid ? "" : "#" + Uid.ToString(CultureInfo.InvariantCulture);

    /// <summary>Equality of address and names; incarnations do not matter.</summary>
    public bool Equals(ActorPath? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null)
            return false;
        ActorPath a = this, b = other;
        while (string.Equals(a.Name, b.Name, StringComparison.Ordinal))
        {
            if (ReferenceEquals(a.Parent, b.Parent))
                return a.Parent is not null || ((RootActorPath)a).OwnAddress.Equals(((RootActorPath)b).OwnAddress);
            if (a.Parent is null || b.Parent is null)
                return false;
            (a, b) = (a.Parent, b.Parent);
        }
        return false;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Address.GetHashCode();
        for (var path = this; path is not null; path = path.Parent)
            hash = (hash * 31) + path.Name.GetHashCode(StringComparison.Ordinal);
        return hash;
    }

    /// <inheritdoc/>
    public int CompareTo(ActorPath? other) =>
        other is null ? 1 : string.CompareOrdinal(ToStringWithUid(), other.ToStringWithUid());

    /// <summary>The path of a child; a uid may be given as <c>name#uid</c>.</summary>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var (childName, uid) = ActorCell.SplitNameAndUid(name);
        return new ChildActorPath(path, childName, uid);
    }

    /// <summary>The path below several names; empty names are passed over.</summary>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name)
    {
        foreach (var element in name)
        {
            if (!string.IsNullOrEmpty(element))
                path /= element;
        }
        return path;
    }

    /// <summary>Equality of address and names.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    /// <summary>Inequality of address or names.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);

    /// <inheritdoc/>
    public ISurrogate ToSurrogate(ActorSystem system) => new Surrogate(ToSerializationFormat());

    /// <summary>A path as plain data.</summary>
    public sealed class Surrogate(string path) : ISurrogate, IEquatable<Surrogate>, IEquatable<ActorPath>
    {
        /// <summary>The path's text.</summary>
        public string Path { get; } = path;

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => Parse(Path);

        /// <inheritdoc/>
        public bool Equals(Surrogate? other) => other is not null && string.Equals(Path, other.Path, StringComparison.Ordinal);

        /// <inheritdoc/>
        public bool Equals(ActorPath? other) =>
            other is not null && string.Equals(Path, other.ToSerializationFormat(), StringComparison.Ordinal);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is ActorPath path ? Equals(path) : Equals(obj as Surrogate);

        /// <inheritdoc/>
        public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);
    }
}

/// <summary>The topmost path of a system.</summary>
public sealed class RootActorPath : ActorPath
{
    /// <summary>A root, usually without a name.</summary>
    public RootActorPath(Address address, string name = "")
        : base(name) => OwnAddress = address;

    /// <summary>The address, which only a root keeps.</summary>
    internal Address OwnAddress { get; }
}

/// <summary>A path below another.</summary>
public sealed class ChildActorPath : ActorPath
{
    /// <summary>A path with a name and an incarnation (0: any).</summary>
    public ChildActorPath(ActorPath parentPath, string name, long uid)
        : base(parentPath, name, uid)
    {
    }
}
