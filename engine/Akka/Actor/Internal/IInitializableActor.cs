namespace Akka.Actor.Internal;

/// <summary>An actor that wants to know when its constructor has run and its interfaces have been served.</summary>
public interface IInitializableActor
{
    /// <summary>Called once per incarnation, before <c>PreStart</c>.</summary>
    void Init();
}
