from talkreel.cli.app import main

main()
