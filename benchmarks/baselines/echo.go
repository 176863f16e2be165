// A plain echo server in Go's own way: a goroutine for each client, which waits for bytes and writes them back.
//
//	go build -o echo_go echo.go && ./echo_go PORT
package main

import (
	"fmt"
	"net"
	"os"
)

const chunk = 64 * 1024

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: echo_go PORT")
		os.Exit(2)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		fail(err)
	}
	for {
		client, err := listener.Accept()
		if err != nil {
			fail(err)
		}
		go echo(client)
	}
}

// The client's end, in whatever way, ends its goroutine and nothing else.
func echo(client net.Conn) {
	defer client.Close()
	buffer := make([]byte, chunk)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		if _, err := client.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
